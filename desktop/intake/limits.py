"""How much of a file is read before it is refused; limits of the machine, not of the trade."""

FILE_BYTES = 200 * 1024**2
INFLATED_BYTES = 1024**3
PART_RATIO = 200  # of one large part; sheets people make stay below 60
RATIO_FROM = 50 * 1024**2  # small parts may shrink as they like
ENTRIES = 2_000
COLUMNS = 200
EMPTY_ROWS = 1_000
ROWS = 100_000
NUMBER_CHARACTERS = 64
CELL_CHARACTERS = 2_000
HEADER_WITHIN = 60  # rows looked at for the header

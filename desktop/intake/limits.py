"""How much of a file is read before it is refused; limits of the machine, not of the trade."""

FILE_BYTES = 200 * 1024**2
INFLATED_BYTES = 1024**3
PART_RATIO = 200  # of one large part; sheets people make stay below 60
RATIO_FROM = 50 * 1024**2  # small parts may shrink as they like
ENTRIES = 2_000
COLUMNS = 200
EMPTY_ROWS = 1_000
ROWS = 100_000
LAST_ROW = 1_048_576  # no spreadsheet has one below
CELLS = 1_000_000  # of a whole workbook, those a merge fills included
RAW_CHARACTERS = 33_000  # no spreadsheet holds more in one cell
NUMBER_CHARACTERS = 64
CELL_CHARACTERS = 2_000
HEADER_WITHIN = 60  # rows looked at for the header
MEMORY_BYTES = 480 * 1024**2  # of the process that reads
LINE_BYTES = 128 * 1024**2  # of one line it sends
SECONDS = 60.0  # until it is ended

"""Options and arguments that mean the same in many commands."""

from pathlib import Path
from typing import Annotated

import typer

VoidReason = Annotated[str, typer.Option("--reason", metavar="原因", help="作废的原因。")]
LedgerYear = Annotated[int, typer.Option("--year", metavar="年度", help="不写就是台账的年度。")]
EnterpriseUid = Annotated[str, typer.Argument(metavar="编号", help="企业编号，见 enterprise list。")]
PdfOut = Annotated[Path, typer.Option("--out", metavar="文件", help="写成这个 PDF 文件。")]
PdfPath = Annotated[Path, typer.Argument(metavar="文件", help="写到这个 PDF。")]

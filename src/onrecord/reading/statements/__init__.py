"""Who says what: the statements of a report."""

from onrecord.reading.statements.reader import StatementReader, StatementsRead

__all__ = ["StatementReader", "StatementsRead"]

"""What can go wrong with a report, apart from what writes it: who only tells of it need not wait for that."""


class ReportFolderError(Exception):
    """The report could not be written; the text is one sentence that says where, why, and what to do."""

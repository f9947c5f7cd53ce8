"""The workbook that is open in Excel: what it holds, and how that is changed and put back."""

"""Excel: ribbon macros, worksheet functions, the open workbook."""

"""Excel: ribbon macros, worksheet functions, the open workbook.

    a button     macros -> buttons (door, then a module each) -> pipeline -> open_book
    a formula    functions -> answers (arguments, the snapshot that is held, an answer a cell) -> store
"""

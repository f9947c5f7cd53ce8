Attribute VB_Name = "xlwings"
' Stands in for xlwings' own module where there is no Excel: CallUDF reaches Python within LibreOffice, RunPython only
' notes what it was to run, and then behaves as was asked for beforehand. LibreOffice's Basic has no errors for cells, so CellError makes what a cell takes for one;
' it takes the place of CVErr. Caller and workbook are left out: LibreOffice tells a function neither.

Global LastCommand As String
Global HowItEnds As String

Public Function XLPy() As Object
    Dim python As New XLPyStub
    Set XLPy = python
End Function

Public Function RunPython(command As String)
    LastCommand = command
    If HowItEnds = "" Then Exit Function
    Application.EnableEvents = False
    Application.Calculation = xlCalculationManual
    If HowItEnds = "raises" Then Err.Raise 53, , "no such file"
    RunPython = -1
End Function

' What Excel is like after a button whose Python ended so, and what was told.
Public Function After(ending As String)
    HowItEnds = ending
    ScorecardDialogs.Told = ""
    Application.Calculation = xlCalculationAutomatic
    ScorecardRibbon.OnCheck Nothing
    HowItEnds = ""
    After = Array(Application.Calculation = xlCalculationAutomatic, Application.EnableEvents, ScorecardDialogs.Told)
End Function

' A function that is handed cells as Excel hands them; a formula in LibreOffice hands over their values.
Public Function AskedFor(cells As String)
    AskedFor = KPI(ThisWorkbook.Worksheets("Figures").Range(cells))
End Function

Public Function CellError(number As Long)
    CellError = InPython("cell_error", Array(number))
End Function

Public Function InPython(name As String, arguments)
    Dim provider, script
    provider = CreateUnoService("com.sun.star.script.provider.MasterScriptProviderFactory").createScriptProvider("")
    script = provider.getScript("vnd.sun.star.script:script_host.py$" & name & "?language=Python&location=user")
    InPython = script.invoke(arguments, Array(), Array())
End Function

' LibreOffice hands a macro no control of a ribbon from outside, so the buttons are pressed from here.
Public Function Press(callback As String)
    LastCommand = ""
    Select Case callback
@BUTTONS@
    End Select
    Press = LastCommand
End Function

Public Function Label(callback As String)
    Dim answer
    Select Case callback
@LABELS@
    End Select
    Label = answer
End Function

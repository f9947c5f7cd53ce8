Attribute VB_Name = "xlwings"
' Stands in for xlwings' own module where there is no Excel: CallUDF reaches Python within LibreOffice, RunPython only
' notes what it was to run. LibreOffice's Basic has no errors for cells, so CellError makes what a cell takes for one;
' it takes the place of CVErr. Caller and workbook are left out: LibreOffice tells a function neither.

Global LastCommand As String

Public Function XLPy() As Object
    Dim python As New XLPyStub
    Set XLPy = python
End Function

Public Function RunPython(command As String)
    LastCommand = command
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

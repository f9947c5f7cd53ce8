Attribute VB_Name = "ScorecardFunctions"
Option Explicit

' The worksheet functions. Each hands its arguments to the Python function of the same name and shows the answer.
' Nothing is worked out here. Python marks errors by their texts; here they become Excel's own, so that IFNA finds
' them and a chart leaves a gap. What goes wrong on the way to Python is #N/A: there is no figure.

Private Const PYTHON_MODULE As String = "scorecard.xl.functions"

Public Function KPI(code As Variant, Optional period As Variant, Optional field As Variant, _
                    Optional where As Variant) As Variant
Attribute KPI.VB_Description = "A figure of the scorecard, =KPI(""ICPC_TIMELINESS""). Unless said, period is the latest and field the value; others are share, target, rag, change, previous, last_year, england, status. where is breakdown=category."
Attribute KPI.VB_ProcData.VB_Invoke_Func = " \n14"
    KPI = Answer("KPI", code, period, field, where)
End Function

Public Function KPI_SERIES(code As Variant, Optional from_period As Variant, Optional to_period As Variant, _
                           Optional field As Variant, Optional where As Variant) As Variant
Attribute KPI_SERIES.VB_Description = "One period after another, oldest first: a column of periods and one of figures. Unless said, up to the latest period. The answer fills the cells beside and below."
Attribute KPI_SERIES.VB_ProcData.VB_Invoke_Func = " \n14"
    KPI_SERIES = Answer("KPI_SERIES", code, from_period, to_period, field, where)
End Function

Public Function KPI_TABLE(code As Variant, breakdown As Variant, Optional period As Variant) As Variant
Attribute KPI_TABLE.VB_Description = "The categories of a breakdown with value and share, =KPI_TABLE(""CP_PLANS"",""category""). The answer fills the cells beside and below."
Attribute KPI_TABLE.VB_ProcData.VB_Invoke_Func = " \n14"
    KPI_TABLE = Answer("KPI_TABLE", code, breakdown, period)
End Function

Public Function KPI_LIST(Optional section As Variant) As Variant
Attribute KPI_LIST.VB_Description = "Every indicator, or those of a section: code, title, section, unit, latest period, breakdowns. The answer fills the cells beside and below."
Attribute KPI_LIST.VB_ProcData.VB_Invoke_Func = " \n14"
    KPI_LIST = Answer("KPI_LIST", section)
End Function

Public Function KPI_WHY(code As Variant, Optional period As Variant, Optional field As Variant, _
                        Optional where As Variant) As Variant
Attribute KPI_WHY.VB_Description = "Says in words why a figure is missing."
Attribute KPI_WHY.VB_ProcData.VB_Invoke_Func = " \n14"
    KPI_WHY = Answer("KPI_WHY", code, period, field, where)
End Function

Public Function KPI_ASOF() As Variant
Attribute KPI_ASOF.VB_Description = "The date of the data and the snapshot that the figures come from."
Attribute KPI_ASOF.VB_ProcData.VB_Invoke_Func = " \n14"
    KPI_ASOF = Answer("KPI_ASOF")
End Function

' What Python answers; the arguments go as values, after what every function is told.
Private Function Answer(python_function As String, ParamArray given() As Variant) As Variant
    Dim arguments() As Variant
    Dim i As Long
    On Error GoTo Failed
    ReDim arguments(0 To UBound(given) + 1)
    arguments(0) = Context()
    For i = 0 To UBound(given)
        arguments(i + 1) = Plain(given(i))
    Next i
    Answer = Shown(XLPy.CallUDF(PYTHON_MODULE, python_function, arguments, ThisWorkbook, Application.Caller))
    Exit Function
Failed:
    Answer = CVErr(xlErrNA)
End Function

' What every function is told: the workspace, and the period and the category that the workbook gives for all.
Private Function Context() As Variant
    Dim book As Object
    If TypeName(Application.Caller) = "Range" Then
        Set book = Application.Caller.Parent.Parent
    Else
        Set book = ActiveWorkbook
    End If
    Context = Array(ScorecardSettings.Setting("WORKSPACE"), Named(book, "KPI_PERIOD"), Named(book, "KPI_WHERE"))
End Function

' The value in the cell of a name; empty where the workbook has no such name.
Private Function Named(book As Object, sought As String) As Variant
    On Error GoTo Absent
    Named = book.Names(sought).RefersToRange.Value
    Exit Function
Absent:
    Named = Empty
End Function

' An argument as values: a cell's, a range's, or empty for one that was left out.
Private Function Plain(Optional argument As Variant) As Variant
    Dim cells As Object
    If IsMissing(argument) Then
        Plain = Empty
    ElseIf TypeName(argument) = "Range" Then
        Set cells = argument
        Plain = UsedPart(cells).Value
    Else
        Plain = argument
    End If
End Function

' Whole columns and rows end where their sheet does: KPI(A:A) asks for what is used, and not for a million empty cells.
Private Function UsedPart(cells As Object) As Object
    Dim used As Object
    Dim height As Long, width As Long
    Set UsedPart = cells
    height = cells.Rows.Count
    width = cells.Columns.Count
    If height < cells.Parent.Rows.Count And width < cells.Parent.Columns.Count Then Exit Function
    Set used = cells.Parent.UsedRange
    If height = cells.Parent.Rows.Count Then height = used.Row + used.Rows.Count - 1
    If width = cells.Parent.Columns.Count Then width = used.Column + used.Columns.Count - 1
    Set UsedPart = cells.Resize(height, width)
End Function

' An answer with its marks of errors made into errors: one value, a row, or rows and columns.
Private Function Shown(said As Variant) As Variant
    Dim figures As Variant
    Dim r As Long, c As Long
    If Not IsArray(said) Then
        Shown = Marked(said)
        Exit Function
    End If
    figures = said
    If IsOneRow(figures) Then
        For c = LBound(figures) To UBound(figures)
            figures(c) = Marked(figures(c))
        Next c
    Else
        For r = LBound(figures, 1) To UBound(figures, 1)
            For c = LBound(figures, 2) To UBound(figures, 2)
                figures(r, c) = Marked(figures(r, c))
            Next c
        Next r
    End If
    Shown = figures
End Function

' A row arrives as an array of one dimension; the only way to know is to ask for the second.
Private Function IsOneRow(figures As Variant) As Boolean
    Dim last As Long
    On Error GoTo OneDimension
    last = UBound(figures, 2)
    Exit Function
OneDimension:
    IsOneRow = True
End Function

Private Function Marked(figure As Variant) As Variant
    Marked = figure
    If VarType(figure) <> vbString Then Exit Function
    If figure = "#N/A" Then Marked = CVErr(xlErrNA)
    If figure = "#VALUE!" Then Marked = CVErr(xlErrValue)
End Function

Attribute VB_Name = "ScorecardSettings"
Option Explicit
Option Private Module

' The settings of the add-in: keys and values on its own sheet, which xlwings reads too.

Private Const SETTINGS_SHEET As String = "Scorecard.conf"

Public Function Setting(key As String) As String
    Dim cell As Object
    Set cell = CellOf(key)
    If Not cell Is Nothing Then Setting = CStr(cell.Value)
End Function

' Asks for the workspace folder and the period; True where the analyst has answered both.
Public Function AskSettings() As Boolean
    Dim folder As String
    Dim period As String
    folder = ScorecardDialogs.AskedFolder("The workspace folder of the scorecard", Setting("WORKSPACE"))
    If folder = "" Then Exit Function
    period = ScorecardDialogs.Asked("Which month is reported? Write it as 2016-03, or latest for the last one " & _
        "in the extracts.", IIf(Setting("PERIOD") = "", "latest", Setting("PERIOD")))
    If period = "" Then Exit Function
    Keep "WORKSPACE", folder
    Keep "PERIOD", IIf(LCase(period) = "latest", "", period)
    SaveSettings
    AskSettings = True
End Function

' Asks who the edition is for and who has approved it; True where the analyst has answered both.
Public Function AskPublication() As Boolean
    Dim audience As String
    Dim approver As String
    audience = ScorecardDialogs.Asked("Who is the edition for? Write the audience as the workspace names it, " & _
        "such as managers.", IIf(Setting("AUDIENCE") = "", "managers", Setting("AUDIENCE")))
    If audience = "" Then Exit Function
    approver = ScorecardDialogs.Asked("Who has approved it? Write the name that the edition shows.", Setting("APPROVED_BY"))
    If approver = "" Then Exit Function
    Keep "AUDIENCE", audience
    Keep "APPROVED_BY", approver
    SaveSettings
    AskPublication = True
End Function

Private Sub Keep(key As String, value As String)
    Dim cell As Object
    Set cell = CellOf(key)
    If Not cell Is Nothing Then cell.Value = value
End Sub

' A copy that cannot be written, such as one that another Excel holds, keeps the answers until it is closed.
Private Sub SaveSettings()
    Dim isReadOnly As Boolean
    On Error Resume Next
    isReadOnly = ThisWorkbook.ReadOnly
    If Not isReadOnly Then ThisWorkbook.Save
End Sub

' The cell beside a key; Nothing where the sheet has no such key.
Private Function CellOf(key As String) As Object
    Dim sheet As Object
    Dim row As Long
    Set sheet = ThisWorkbook.Worksheets(SETTINGS_SHEET)
    row = 1
    Do Until sheet.Cells(row, 1).Value = ""
        If sheet.Cells(row, 1).Value = key Then
            Set CellOf = sheet.Cells(row, 2)
            Exit Function
        End If
        row = row + 1
    Loop
End Function

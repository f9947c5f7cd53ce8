Attribute VB_Name = "ScorecardRibbon"
Option Explicit

' The buttons of the tab Scorecard: a Sub each, and one line of Python. What a button does is decided there.

Private TabOnRibbon As IRibbonUI
Private Watching As ScorecardEvents

Public Sub OnLoad(ribbon As IRibbonUI)
    Set TabOnRibbon = ribbon
End Sub

Public Sub OnRefresh(control As IRibbonControl)
    Press "refresh"
End Sub

Public Sub OnApplySnapshot(control As IRibbonControl)
    Press "apply_snapshot"
End Sub

Public Sub OnCheck(control As IRibbonControl)
    Press "check"
End Sub

Public Sub OnIndicators(control As IRibbonControl)
    Press "indicators"
End Sub

Public Sub OnExplain(control As IRibbonControl)
    Press "explain"
End Sub

Public Sub OnSaveCommentary(control As IRibbonControl)
    Press "save_commentary"
End Sub

Public Sub OnFreezeCopy(control As IRibbonControl)
    Press "freeze_copy"
End Sub

Public Sub OnRelink(control As IRibbonControl)
    Press "relink"
End Sub

Public Sub OnPublish(control As IRibbonControl)
    If ScorecardSettings.AskPublication() Then Press "publish"
End Sub

Public Sub OnSettings(control As IRibbonControl)
    If ScorecardSettings.AskSettings() Then Press "settings"
End Sub

Public Sub OnHelp(control As IRibbonControl)
    Press "help_"
End Sub

' Runs a button's function in Python, which leaves Excel as it found it. Where Python never began, or was ended half way,
' that is done here.
Private Sub Press(button As String)
    Dim calculation As Long
    Dim failure As String
    On Error GoTo Failed
    calculation = Application.Calculation
    If RunPython("from scorecard.xl import macros; macros." & button & "()") <> 0 Then PutBack calculation
    Exit Sub
Failed:
    failure = Err.Description
    PutBack calculation
    ScorecardDialogs.Tell "The scorecard's Python was not reached: " & failure & vbNewLine & _
        "In a command window, scorecard addin doctor says what is missing."
End Sub

' Each for itself: one that Excel refuses must not cost the others.
Private Sub PutBack(calculation As Long)
    On Error Resume Next
    Application.EnableEvents = True
    Application.DisplayAlerts = True
    Application.StatusBar = False
    If calculation <> 0 Then Application.Calculation = calculation
    Application.ScreenUpdating = True
End Sub

Public Sub GetVersion(control As IRibbonControl, ByRef returnedVal)
    returnedVal = "Scorecard " & ScorecardSettings.Setting("SCORECARD VERSION")
End Sub

' xlwings hands the active workbook to Python, so without one there is nothing that a button could do.
Public Sub GetIsBookOpen(control As IRibbonControl, ByRef returnedVal)
    returnedVal = Not ActiveWorkbook Is Nothing
End Sub

Public Sub ShowButtons()
    If Not TabOnRibbon Is Nothing Then TabOnRibbon.Invalidate
End Sub

Public Sub StartWatching()
    Set Watching = New ScorecardEvents
    Set Watching.App = Application
End Sub

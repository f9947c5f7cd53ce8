Attribute VB_Name = "ScorecardRibbon"
Option Explicit

' The buttons of the tab Scorecard: a Sub each, and one line of Python. What a button does is decided there.

Private TabOnRibbon As IRibbonUI
Private Watching As ScorecardEvents

Public Sub OnLoad(ribbon As IRibbonUI)
    Set TabOnRibbon = ribbon
End Sub

Public Sub OnRefresh(control As IRibbonControl)
    RunPython "from scorecard.xl import macros; macros.refresh()"
End Sub

Public Sub OnApplySnapshot(control As IRibbonControl)
    RunPython "from scorecard.xl import macros; macros.apply_snapshot()"
End Sub

Public Sub OnCheck(control As IRibbonControl)
    RunPython "from scorecard.xl import macros; macros.check()"
End Sub

Public Sub OnIndicators(control As IRibbonControl)
    RunPython "from scorecard.xl import macros; macros.indicators()"
End Sub

Public Sub OnExplain(control As IRibbonControl)
    RunPython "from scorecard.xl import macros; macros.explain()"
End Sub

Public Sub OnSaveCommentary(control As IRibbonControl)
    RunPython "from scorecard.xl import macros; macros.save_commentary()"
End Sub

Public Sub OnFreezeCopy(control As IRibbonControl)
    RunPython "from scorecard.xl import macros; macros.freeze_copy()"
End Sub

Public Sub OnRelink(control As IRibbonControl)
    RunPython "from scorecard.xl import macros; macros.relink()"
End Sub

Public Sub OnPublish(control As IRibbonControl)
    If ScorecardSettings.AskPublication() Then RunPython "from scorecard.xl import macros; macros.publish()"
End Sub

Public Sub OnSettings(control As IRibbonControl)
    If ScorecardSettings.AskSettings() Then RunPython "from scorecard.xl import macros; macros.settings()"
End Sub

Public Sub OnHelp(control As IRibbonControl)
    RunPython "from scorecard.xl import macros; macros.help_()"
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

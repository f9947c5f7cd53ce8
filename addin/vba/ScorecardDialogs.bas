Attribute VB_Name = "ScorecardDialogs"
Option Explicit
Option Private Module

' What the add-in asks and tells by itself. An empty answer is one that was not given.

Private Const DIALOG_TITLE As String = "Scorecard"
Private Const FOLDER_PICKER As Long = 4
Private Const PICKED As Long = -1

Public Function Asked(question As String, before As String) As String
    Asked = Trim(InputBox(question, DIALOG_TITLE, before))
End Function

Public Function AskedFolder(question As String, before As String) As String
    With Application.FileDialog(FOLDER_PICKER)
        .Title = question
        .InitialFileName = before
        If .Show = PICKED Then AskedFolder = .SelectedItems(1)
    End With
End Function

Public Sub Tell(message As String)
    MsgBox message, vbExclamation, DIALOG_TITLE
End Sub

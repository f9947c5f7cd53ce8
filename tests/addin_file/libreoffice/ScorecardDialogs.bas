Attribute VB_Name = "ScorecardDialogs"
' Nobody answers a dialog where no window is: here the answers are set beforehand, and what is told is kept.

Global Folder As String
Global Answer As String
Global Told As String

Public Sub Prepare(picked As String, typed As String)
    Folder = picked
    Answer = typed
End Sub

Public Sub Tell(message As String)
    Told = message
End Sub

Public Function AskedFolder(question As String, before As String) As String
    AskedFolder = Folder
End Function

Public Function Asked(question As String, before As String) As String
    Asked = IIf(Answer = "as before", before, Answer)
End Function

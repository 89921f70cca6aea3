; What Explorer shows: "Open in Earshot" for folders and zip archives, Earshot among the programs of
; "Open with" for zip archives, and links that begin with earshot:. Nothing becomes the default of
; .zip: electron-builder's own associations would take that over.
;
; SHELL_CONTEXT is the user or the machine, as was chosen for the installation.

!define EARSHOT_MENU "shell\OpenInEarshot"
!define EARSHOT_PROGID "Earshot.zip"

!macro earshotMenu KEY PATH
  WriteRegStr SHELL_CONTEXT "Software\Classes\${KEY}\${EARSHOT_MENU}" "" "Open in Earshot"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${KEY}\${EARSHOT_MENU}" "Icon" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${KEY}\${EARSHOT_MENU}\command" "" '"$appExe" -- "${PATH}"'
!macroend

!macro customInstall
  ; The folder itself, and the empty space inside it.
  !insertmacro earshotMenu "Directory" "%1"
  !insertmacro earshotMenu "Directory\Background" "%V"
  !insertmacro earshotMenu "SystemFileAssociations\.zip" "%1"

  WriteRegStr SHELL_CONTEXT "Software\Classes\${EARSHOT_PROGID}" "" "Zipped workflow"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${EARSHOT_PROGID}\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${EARSHOT_PROGID}\shell\open\command" "" '"$appExe" -- "%1"'
  WriteRegNone SHELL_CONTEXT "Software\Classes\.zip\OpenWithProgids" "${EARSHOT_PROGID}"

  WriteRegStr SHELL_CONTEXT "Software\Classes\earshot" "" "URL:Earshot"
  WriteRegStr SHELL_CONTEXT "Software\Classes\earshot" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\earshot\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\earshot\shell\open\command" "" '"$appExe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Directory\${EARSHOT_MENU}"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Directory\Background\${EARSHOT_MENU}"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\SystemFileAssociations\.zip\${EARSHOT_MENU}"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\${EARSHOT_PROGID}"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.zip\OpenWithProgids" "${EARSHOT_PROGID}"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\earshot"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend

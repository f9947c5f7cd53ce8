"""Checks of what Windows and its administrators allow: the folder, the mark of the web, macros, child processes.

Sources: Microsoft, "Trusted locations for Office files", "Macros from the internet are blocked by default in Office"
and "Attack surface reduction rules reference".
"""

from __future__ import annotations

from scorecard.addin_file.finding import Examined, Finding, not_ok, ok, unknown
from scorecard.addin_file.installing import mark_of_the_web

_USER = r"HKCU\Software\Microsoft\Office\16.0"
_POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0"
_LOCATIONS = r"Excel\Security\Trusted Locations"
_RULES = (
    r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    {
        "d4f940ab-401b-4efc-aadc-ad5f3c50688a": "Office may start no other program",
        "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b": "macros may call no Win32 function",
        "01443614-cd74-433a-b99e-2ecdc07bfc25": "programs that few computers have may not run",
    },
)
_BLOCKS = 1
_IT = "Show docs/it-department.md to the IT department; until then `scorecard refresh` works without macros."
_ELSEWHERE = "Windows only: nothing to check on this system."


def trusted_folder(examined: Examined) -> Finding:
    """The add-in lies where Excel opens it by itself and trusts it."""
    if not examined.machine.is_windows or examined.machine.start_folder is None:
        return unknown(_ELSEWHERE)
    lies, trusted = examined.addin.parent, examined.machine.start_folder
    if lies != trusted:
        return not_ok(
            f"Excel opens add-ins from {trusted}, and this one lies in {lies}.",
            "Leave --folder out: scorecard addin install.",
        )
    if _all_disabled(examined):
        return not_ok(f"A policy has taken trust from every folder, {lies} included.", _IT)
    return ok(f"{lies} is trusted")


def mark(examined: Examined) -> Finding:
    """The file carries no mark of the web, with which Excel runs no macro of an add-in, signed or not."""
    if not examined.addin.is_file():
        return unknown("There is no add-in to look at.")
    if mark_of_the_web(examined.addin).exists():
        return not_ok(
            "The file is marked as coming from the internet, so Excel runs none of its macros.",
            "Install it again, or tick Unblock in the file's properties.",
        )
    return ok("no mark") if examined.machine.is_windows else unknown(_ELSEWHERE)


def macros(examined: Examined) -> Finding:
    """Macros of an unsigned add-in may run from where it lies."""
    if not examined.machine.is_windows:
        return unknown(_ELSEWHERE)
    if examined.machine.registry(rf"{_POLICY}\Common", "vbaoff") == 1:
        return not_ok("A policy has switched macros off in Office (vbaoff).", _IT)
    if _value(examined, r"Excel\Security", "RequireAddinSig") == 1:
        return not_ok("Excel opens signed add-ins only (RequireAddinSig).", _IT)
    level = _value(examined, r"Excel\Security", "VBAWarnings")
    if _all_disabled(examined) and level in (3, 4):
        which = "no macros" if level == 4 else "signed macros only"
        return not_ok(f"Excel runs {which} (VBAWarnings {level}), and no folder is trusted.", _IT)
    return ok(f"allowed in a trusted folder (VBAWarnings {'not set' if level is None else level})")


def attack_surface(examined: Examined) -> Finding:
    """No rule of Defender keeps Excel from starting Python; those that Intune sets cannot be seen here."""
    if not examined.machine.is_windows:
        return unknown(_ELSEWHERE)
    key, rules = _RULES
    for rule, said in rules.items():
        if str(examined.machine.registry(key, rule)) == str(_BLOCKS):
            return not_ok(f"A rule of Defender blocks the add-in: {said} ({rule}).", _IT)
    return ok("no rule set by group policy; rules from Intune are seen with Get-MpPreference")


def _all_disabled(examined: Examined) -> bool:
    return _value(examined, _LOCATIONS, "AllLocationsDisabled") == 1


def _value(examined: Examined, key: str, name: str) -> object:
    """A setting of Excel: the administrators' where there is one, else the user's."""
    policy = examined.machine.registry(rf"{_POLICY}\{key}", name)
    return policy if policy is not None else examined.machine.registry(rf"{_USER}\{key}", name)

"""The kinds of parts of a workbook, by the last word of a relationship: which an edition has, which are left out."""

from __future__ import annotations

KNOWN = {
    "worksheet", "officeDocument", "extended-properties", "core-properties", "sharedStrings", "drawing", "chart",
    "table", "image", "styles", "theme", "chartsheet", "dialogsheet",
}  # fmt: skip
"""Kinds that are dealt with where they are met."""
NAMES = {
    "worksheet": "xl/worksheets/sheet{}", "drawing": "xl/drawings/drawing{}", "chart": "xl/charts/chart{}",
    "table": "xl/tables/table{}", "image": "xl/media/image{}", "styles": "xl/styles", "theme": "xl/theme/theme{}",
    "sharedStrings": "xl/sharedStrings",
}  # fmt: skip
"""What the parts of an edition are called, with their numbers."""
LEFT_OUT = {
    "calcChain": "", "comments": "comments", "threadedComment": "comments", "person": "", "vmlDrawing": "",
    "printerSettings": "", "customXml": "", "customXmlProps": "", "custom-properties": "", "customProperty": "",
    "connections": "data connections", "queryTable": "data connections", "pivotTable": "pivot tables",
    "pivotCacheDefinition": "", "externalLink": "links to other workbooks", "externalLinkPath": "", "hyperlink": "",
    "ctrlProp": "", "oleObject": "embedded objects", "package": "embedded objects", "control": "buttons and boxes",
    "slicer": "slicers", "slicerCache": "", "timeline": "timelines", "timelineCache": "", "sheetMetadata": "",
    "rdRichValue": "", "rdRichValueStructure": "", "rdRichValueTypes": "", "rdRichValueWebImage": "", "rdArray": "",
    "richValueRel": "", "rdSupportingPropertyBag": "", "rdSupportingPropertyBagStructure": "", "richStyles": "",
    "volatileDependencies": "", "usernames": "", "revisionHeaders": "", "thumbnail": "", "vbaProject": "macros",
    "wordVbaData": "", "attachedToolbars": "", "extensibility": "ribbon buttons", "webextensiontaskpanes": "add-ins",
    "chartStyle": "", "chartColorStyle": "", "chartUserShapes": "shapes drawn in a chart", "powerPivotData": "",
    "themeOverride": "colours of a chart of its own", "FeaturePropertyBag": "", "classificationlabels": "",
    "xmlMaps": "", "table": "", "image": "",
}  # fmt: skip
"""Kinds that are known and go, with what a reader misses, if anything."""

"""The screen: an app, its screens and widgets; it draws what study and drills decide."""

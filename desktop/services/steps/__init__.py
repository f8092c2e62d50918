"""Steps that several deeds share: functions of a unit of work."""

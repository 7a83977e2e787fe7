// Count anew what the indexes hold, and plan every statement anew: plans made for an empty graph read all of a full one.
CALL db.prepareForReplanning(30)

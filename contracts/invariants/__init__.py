"""Laws over a whole journal, one file each; `registry` holds them and `reading` what they share."""

"""The providers' formats, one each: what they take, what they give, and how they refuse."""

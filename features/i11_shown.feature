Feature: I11 The portal shows the image to its owner alone

  Background:
    Given the sandbox runs
    And demo has a picture of "a lighthouse"

  @I11 @REQ-AIGS-008 @odoo @stub_only @required
  Scenario: The owner is given the bytes, from which nothing may run
    When demo looks at the picture
    Then the answer is 200
    And the answer bears "x-content-type-options" with "nosniff"
    And the answer bears "content-security-policy" with "default-src 'none'"
    And the answer bears "content-type" with "image/png"

  @I11 @REQ-AIGS-008 @odoo @stub_only
  Scenario: What the browser has already is not sent again
    When demo looks at the picture twice
    Then the answer is 304

  @I11 @REQ-AIGS-008 @odoo @stub_only
  Scenario: Another user is told that there is no such picture
    When portal looks at the picture
    Then the answer is 404 not_found

  @I11 @REQ-AIGS-008 @odoo @stub_only
  Scenario: Another user is told that there is no such request
    When portal looks at the request
    Then the answer is 404 not_found

  @I11 @REQ-AIGS-008 @odoo @stub_only
  Scenario: A stranger is turned away
    When a stranger looks at the picture
    Then the answer is 401 unauthenticated

  @I11 @REQ-AIGS-008 @odoo @storage @stub_only
  Scenario: While storage is down the picture is not to be had, and later it is
    When storage goes down
    And demo looks at the picture
    Then the answer is 503 unavailable

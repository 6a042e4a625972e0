Feature: I08 The outcome is verified, deduplicated and passed on once

  Background:
    Given the AI service never answers, nor is it given up
    And demo has asked for "a lighthouse"

  @I08 @REQ-IL-004 @REQ-IL-005 @odoo @stub_only
  Scenario: The same callback again changes nothing
    When n8n calls back with a picture
    And n8n calls back with the same message again
    Then the answer is 200
    And the answer's result is "duplicate"
    And the request is completed
    And I08 was noted once

  @I08 @REQ-IL-005 @odoo @stub_only
  Scenario: The same id with another body is a conflict
    When n8n calls back with a picture
    And n8n calls back with another body under the same id
    Then the answer is 409 conflict
    And the request is completed

  @I08 @REQ-IL-005 @odoo @stub_only
  Scenario: Of two different outcomes the first one holds
    When n8n calls back with a picture
    And n8n calls back with a failure under another id
    Then the answer is 200
    And the answer's result is "already_ended"
    And the request is completed
    And I08 was noted once

  @I08 @REQ-IL-005 @odoo @stub_only
  Scenario: Five copies at once are worked once
    When n8n calls back with a picture five times at once
    Then 1 answers are 202
    And 4 answers are 200
    And the request is completed
    And 1 images of the quota are used and 0 are reserved

  @I08 @REQ-IL-005 @odoo @stub_only
  Scenario: A late outcome changes nothing
    When 901 seconds go by
    And the request ends
    And n8n calls back with a picture
    Then the answer is 200
    And the answer's result is "already_ended"
    And the request fails as timed_out
    And 0 images of the quota are used and 0 are reserved

Feature: The deadline
  Whatever happens elsewhere, Odoo ends every request by its deadline.

  @I10 @REQ-IL-005 @odoo @n8n @stub_only
  Scenario: No callback comes within a day
    Given a deadline of 24 hours
    And the AI service never answers, nor is it given up
    And demo has asked for "a lighthouse"
    When 86401 seconds go by
    Then the request fails as timed_out
    And 0 images of the quota are used and 0 are reserved
    And every law holds

  @I10 @REQ-IL-005 @odoo @n8n @stub_only
  Scenario: n8n stays down until the deadline
    Given the sandbox runs
    And n8n is down
    When demo asks for "a lighthouse"
    And n8n has been tried in vain
    And 901 seconds go by
    Then the request fails as timed_out
    And 0 images of the quota are used and 0 are reserved

  @I10 @REQ-IL-005 @odoo @stub_only
  Scenario: An accepted outcome is stored although the deadline passes meanwhile
    Given storing may take 2 hours
    And the sandbox runs
    And storage is down
    When demo asks for "a lighthouse"
    And storing has been tried in vain
    And 1000 seconds go by
    And storage is up again
    And 100 seconds go by
    Then the request is completed

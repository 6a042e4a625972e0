Feature: I03 The request is handed over for dispatch
  The outbox row is written with the request itself and sent after the commit.

  @I03 @REQ-IL-001 @odoo @n8n @stub_only
  Scenario: What was handed over while n8n was down is sent when it is back
    Given the sandbox runs
    And n8n is down
    When demo asks for "a lighthouse"
    And n8n has been tried in vain
    And n8n is up again
    And 60 seconds go by
    Then the request is completed
    And every law holds

  @I03 @REQ-IL-001 @odoo @n8n @stub_only
  Scenario: What was handed over is sent after Odoo itself was killed
    Given the stubs keep their data
    And the sandbox runs
    And n8n is down
    When demo asks for "a lighthouse"
    And n8n has been tried in vain
    And odoo is killed
    And n8n is up again
    And odoo is up again
    And 60 seconds go by
    Then the request is completed
    And every law holds

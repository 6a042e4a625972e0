Feature: I02 The request is validated, its quota reserved, its record created

  @I02 @REQ-AIGS-005 @REQ-IL-001 @odoo @stub_only
  Scenario: The record is there with its quota reserved before anything is sent
    Given the sandbox runs
    And n8n can't be reached
    When demo asks for 2 images of "a lighthouse"
    Then the request is pending
    And 0 images of the quota are used and 2 are reserved
    And I02 was noted once

  @I02 @REQ-AIGS-001 @odoo @stub_only
  Scenario: A refused submission leaves no record
    Given the sandbox runs
    When demo submits {"prompt": ""}
    Then nothing was created

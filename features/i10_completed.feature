Feature: I10 The image record is created, the request ended, the quota settled

  Background:
    Given the sandbox runs

  @I10 @REQ-AIGS-008 @REQ-AIGS-005 @odoo @stub_only
  Scenario: A completed request has its image records and its quota used
    When demo asks for 2 images of "a lighthouse"
    And the request ends
    Then I10 was noted once
    And the request has 2 images with size, type and hash
    And 2 images of the quota are used and 0 are reserved

  @I10 @REQ-AIGS-008 @odoo @stub_only
  Scenario Outline: Each format is kept as it came
    When demo asks for "a lighthouse" as <format>
    And the request ends
    Then the request is completed
    And the request has 1 images with size, type and hash

    Examples:
      | format |
      | png    |
      | jpeg   |
      | webp   |

Feature: I05 The workflow asks the AI service

  Background:
    Given the sandbox runs

  @I05 @REQ-AIGS-006 @REQ-IL-003 @n8n @ai @stub_only
  Scenario: What the provider's format has no place for is folded in or named
    When demo submits {"prompt": "a lighthouse", "style": "woodcut", "negative_prompt": "people", "seed": 7, "size": "64x64"}
    Then the request is completed
    And the AI service was asked with "woodcut"
    And the AI service was asked with "people"
    And the request ignored "seed"

  @I05 @REQ-IL-003 @n8n @ai @stub_only
  Scenario Outline: An outage of the AI service is tried again, and then reported
    Given the AI service answers <status> <times>
    When demo asks for "a lighthouse"
    And the AI service is tried again as often as needed
    Then <outcome>

    Examples:
      | status | times  | outcome                               |
      | 429    | once   | the request is completed              |
      | 500    | once   | the request is completed              |
      | 429    | always | the request fails as provider_error   |
      | 500    | always | the request fails as provider_error   |

  @I05 @REQ-IL-003 @n8n @ai @stub_only
  Scenario: A used-up budget is not tried again
    Given the AI service's budget is used up
    When demo asks for "a lighthouse"
    Then the request fails as provider_error
    And the AI service was asked once

  @I05 @REQ-IL-003 @n8n @ai @stub_only
  Scenario: An AI service that hangs is given up, and not paid twice
    Given the AI service never answers
    When demo asks for "a lighthouse"
    And the AI service has been asked
    And 301 seconds go by
    Then the request fails as provider_error
    And the AI service was asked once
    And every law holds

  @I05 @REQ-IL-003 @n8n @ai @stub_only
  Scenario: An AI service that can't be reached is reported
    Given the AI service can't be reached
    When demo asks for "a lighthouse"
    And the AI service is tried again as often as needed
    Then the request fails as provider_error

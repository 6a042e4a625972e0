Feature: I04 The gateway posts the request to the n8n webhook, signed

  Background:
    Given the sandbox runs

  @I04 @REQ-IL-002 @odoo @n8n @stub_only @required
  Scenario: The message is signed and its id is the request's
    When demo asks for "a lighthouse"
    And the request ends
    Then I04 was sent once
    And I04 kept its contract

  @I04 @REQ-IL-002 @odoo @n8n @stub_only
  Scenario Outline: An outage of n8n is waited out with the same id
    Given n8n answers <status> once
    When demo asks for "a lighthouse"
    And n8n has been tried in vain
    And 60 seconds go by
    Then the request is completed
    And I04 was sent twice with the same id
    And the AI service was asked once

    Examples:
      | status |
      | 404    |
      | 429    |
      | 500    |
      | 503    |

  @I04 @REQ-IL-002 @odoo @n8n @stub_only
  Scenario Outline: A refusal by n8n ends the request
    Given n8n answers <status> once
    When demo asks for "a lighthouse"
    Then the request fails as dispatch_failed
    And 0 images of the quota are used and 0 are reserved
    And I04 was sent once

    Examples:
      | status |
      | 401    |
      | 403    |
      | 422    |

  @I04 @REQ-IL-005 @odoo @n8n @ai @stub_only
  Scenario: An answer that got lost is asked for again, and no picture is paid twice
    Given n8n's answer is lost once
    When demo asks for "a lighthouse"
    And 60 seconds go by
    Then the request is completed
    And the AI service was asked once
    And every law holds

  @I04 @REQ-IL-002 @odoo @n8n @stub_only
  Scenario Outline: n8n refuses a message that is not proved
    When a message reaches n8n with <flaw>
    Then the answer is 401
    And the AI service was asked 0 times

    Examples:
      | flaw                   |
      | a bad signature        |
      | an old signature       |
      | an early signature     |
      | no signature           |
      | no id                  |
      | no timestamp           |
      | a garbled signature    |
      | a garbled timestamp    |
      | a changed body         |

  @I04 @REQ-IL-005 @n8n @ai @stub_only
  Scenario: A message that n8n has seen is not worked twice
    When a message reaches n8n twice
    Then the answer is 202
    And the AI service was asked once

Feature: Every way through the workflow
  Each node, branch and error output of the workflow that ships is walked by one of these scenarios; a test adds them up.

  @I04 @I05 @I07 @REQ-IL-003 @odoo @n8n @ai @stub_only
  Scenario: From the request to the outcome that Odoo takes
    Given the sandbox runs
    When demo asks for "a lighthouse"
    Then the request is completed

  @I04 @REQ-IL-002 @odoo @n8n @stub_only
  Scenario: What is not proved is refused
    Given the sandbox runs
    When a message reaches n8n with a bad signature
    Then the answer is 401
    And the AI service was asked 0 times

  @I04 @REQ-IL-002 @odoo @n8n @stub_only
  Scenario Outline: What breaks the contract is refused, and the field is named
    Given the sandbox runs
    When a message reaches n8n with its <field> set to <value>
    Then n8n refuses data.<field>
    And the AI service was asked 0 times

    Examples:
      | field        | value         |
      | prompt       | "  "          |
      | n            | 5             |
      | size         | "large"       |
      | callback_url | "ftp://host/" |
      | deadline     | "soon"        |

  @I04 @REQ-IL-005 @odoo @n8n @ai @stub_only
  Scenario: A memory for ids that is full starts anew, and no request is lost
    Given the workflow remembers 1 id
    And the sandbox runs
    When demo submits 2 prompts one after the other
    Then all requests are completed
    And every law holds

  @I05 @REQ-IL-003 @n8n @ai @stub_only
  Scenario: A busy AI service is waited for
    Given the AI service answers 429 once
    When demo asks for "a lighthouse"
    And the AI service is tried again as often as needed
    Then the request is completed

  @I05 @REQ-IL-003 @n8n @ai @stub_only
  Scenario: An AI service that refuses its connection is tried again
    Given the first generation request is refused its connection
    When demo asks for "a lighthouse"
    And the AI service is tried again as often as needed
    Then the request is completed

  @I06 @REQ-AIGS-006 @n8n @ai @stub_only
  Scenario: A refusal is reported
    Given the sandbox runs
    When demo asks for "an explicit murder scene with gore"
    Then the request fails as blocked

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario: An outcome that is too large is not even sent
    Given a callback of at most 2000 bytes
    And the sandbox runs
    When demo asks for "a lighthouse"
    Then the request fails as too_large
    And I07 was sent once

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario Outline: An outcome that Odoo does not take as it is becomes a failure with an id of its own
    Given the callback fails with <status> once
    When demo asks for "a lighthouse"
    Then the request fails as <failure>
    And I07 was sent twice
    And every law holds

    Examples:
      | status | failure        |
      | 413    | too_large      |
      | 422    | provider_error |

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario: An outcome that Odoo can't take now is sent again
    Given the callback fails with 503 once
    When demo asks for "a lighthouse"
    And the callback has been tried in vain
    And 60 seconds go by
    Then the request is completed

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario: An outcome that did not reach Odoo is sent again
    Given the first callback is refused its connection
    When demo asks for "a lighthouse"
    And the callback has been tried in vain
    And 60 seconds go by
    Then the request is completed

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario: An outcome that Odoo refuses for good is not sent again
    Given the callback fails with 401 once
    When demo asks for "a lighthouse"
    And the callback has been refused
    And 60 seconds go by
    Then I07 was sent once

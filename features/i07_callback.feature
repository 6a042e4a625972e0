Feature: I07 The workflow calls Odoo back with the outcome, signed

  @I07 @REQ-IL-004 @n8n @odoo @stub_only
  Scenario: A callback that Odoo can't take now is sent again with the same id
    Given the sandbox runs
    And the callback fails with 503 once
    When demo asks for "a lighthouse"
    And the callback has been tried in vain
    And 60 seconds go by
    Then the request is completed
    And I07 was sent twice with the same id
    And every law holds

  @I07 @REQ-IL-004 @n8n @odoo @stub_only
  Scenario: A callback whose answer got lost changes nothing the second time
    Given the sandbox runs
    And the callback's answer is lost once
    When demo asks for "a lighthouse"
    And the callback has been tried in vain
    And 60 seconds go by
    Then the request is completed
    And I08 was noted once
    And 1 images of the quota are used and 0 are reserved

  @I07 @REQ-IL-004 @odoo @stub_only
  Scenario Outline: Odoo refuses a callback that is not proved
    Given the AI service never answers
    And demo has asked for "a lighthouse"
    When n8n calls back with <flaw>
    Then the answer is 401 bad_signature
    And the request is not ended

    Examples:
      | flaw                |
      | a bad signature     |
      | an old signature    |
      | an early signature  |
      | no signature        |
      | no id               |
      | no timestamp        |
      | a garbled signature |
      | a garbled timestamp |
      | a changed body      |

  @I07 @REQ-IL-004 @odoo @stub_only
  Scenario Outline: Odoo refuses a callback that breaks the contract
    Given the AI service never answers
    And demo has asked for "a lighthouse"
    When n8n calls back with the message's <field> set to <value>
    Then the answer is 422 invalid
    And the request is not ended

    Examples:
      | field                | value                                  |
      | type                 | "image.generation.finished"            |
      | timestamp            | "yesterday"                            |
      | data.request_id      | "1"                                    |
      | data.images          | []                                     |
      | data.images          | [{"b64_json": "not base64!"}]          |
      | data.images          | [{"url": "ftp://host/picture"}]        |
      | data.images          | [{"b64_json": "AAAA"}, {"b64_json": "AAAA"}] |
      | data.provider        | null                                   |
      | data.colour          | "red"                                  |

  @I07 @REQ-IL-004 @odoo @stub_only
  Scenario: A callback for a request that nobody knows (yet) is to be sent again
    Given the sandbox runs
    When n8n calls back for an unknown request
    Then the answer is 404 not_found

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario: A callback that overtakes the request's own commit is taken when it comes again
    Given the sandbox runs
    And the callback finds no request once
    When demo asks for "a lighthouse"
    And the callback has been tried in vain
    And 60 seconds go by
    Then the request is completed

  @I07 @REQ-IL-004 @odoo @stub_only
  Scenario: A callback that overtakes the note that n8n accepted is taken
    Given n8n's answer is lost always
    And the sandbox runs
    When demo asks for "a lighthouse"
    Then the request is completed
    And every law holds

  @I07 @REQ-IL-004 @odoo @stub_only
  Scenario: A body over the cap is refused
    Given a callback of at most 2000 bytes
    And the AI service never answers
    And demo has asked for "a lighthouse"
    When n8n calls back with a message of 3000 bytes
    Then the answer is 413 too_large

  @I07 @REQ-IL-004 @odoo @stub_only
  Scenario: A callback that is not JSON by its type is refused
    Given the AI service never answers
    And demo has asked for "a lighthouse"
    When n8n calls back with a form
    Then the answer is 415 unsupported_media_type

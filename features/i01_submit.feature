Feature: I01 Prompt and parameters are submitted
  The portal sends a prompt to Odoo, which takes it or says all that is wrong with it.

  Background:
    Given the sandbox runs

  @I01 @REQ-AIGS-001 @REQ-IL-001 @odoo @stub_only
  Scenario: A plain prompt is accepted with its quota and deadline
    When demo asks for "a red fox at dawn"
    Then the request is accepted
    And the receipt shows 1 images reserved and a deadline

  @I01 @REQ-AIGS-001 @odoo @stub_only
  Scenario Outline: A submission that breaks the contract is refused, its fault named
    When demo submits <body>
    Then the answer is 422 invalid
    And the fault is at "<path>"
    And nothing was created

    Examples:
      | body                                        | path            |
      | {}                                          | prompt          |
      | {"prompt": ""}                              | prompt          |
      | {"prompt": "   "}                           | prompt          |
      | {"prompt": 7}                               | prompt          |
      | {"prompt": null}                            | prompt          |
      | {"prompt": "a\u0000b"}                      | prompt          |
      | {"prompt": "a", "size": "big"}              | size            |
      | {"prompt": "a", "size": "8x8"}              | size            |
      | {"prompt": "a", "size": "5000x5000"}        | size            |
      | {"prompt": "a", "size": 1024}               | size            |
      | {"prompt": "a", "quality": "best"}          | quality         |
      | {"prompt": "a", "format": "gif"}            | format          |
      | {"prompt": "a", "n": 0}                     | n               |
      | {"prompt": "a", "n": 5}                     | n               |
      | {"prompt": "a", "n": "2"}                   | n               |
      | {"prompt": "a", "n": true}                  | n               |
      | {"prompt": "a", "n": 1.0}                   | n               |
      | {"prompt": "a", "seed": -1}                 | seed            |
      | {"prompt": "a", "seed": 4294967296}         | seed            |
      | {"prompt": "a", "style": ""}                | style           |
      | {"prompt": "a", "negative_prompt": 3}       | negative_prompt |
      | {"prompt": "a", "model": "dall-e-3"}        | model           |
      | []                                          | body            |
      | "a prompt"                                  | body            |
      | {"prompt": "a"                              | body            |

  @I01 @REQ-AIGS-001 @odoo @stub_only
  Scenario: A prompt is measured after trimming
    When demo submits a prompt of 4000 characters in blanks
    Then the request is accepted

  @I01 @REQ-AIGS-001 @odoo @stub_only
  Scenario: A prompt of more than 4000 characters is refused
    When demo submits a prompt of 4001 characters
    Then the answer is 422 invalid
    And the fault is at "prompt"

  @I01 @REQ-AIGS-001 @odoo @stub_only
  Scenario: All faults are told at once
    When demo submits {"prompt": "", "n": 9, "colour": "red"}
    Then the answer is 422 invalid
    And the fault is at "prompt"
    And the fault is at "n"
    And the fault is at "colour"

  @I01 @REQ-IL-001 @odoo @stub_only
  Scenario: A stranger is turned away
    When a stranger submits a prompt
    Then the answer is 401 unauthenticated

  @I01 @REQ-IL-001 @odoo @stub_only
  Scenario: A wrong API key is turned away
    When somebody submits a prompt with a wrong API key
    Then the answer is 401 unauthenticated

  @I01 @REQ-IL-001 @odoo @stub_only
  Scenario: The API key of a user serves as well as a session
    When admin asks for "a red fox at dawn"
    Then the request is accepted

  @I01 @REQ-IL-001 @odoo @stub_only
  Scenario: A page of another origin can't spend a user's quota
    When demo's browser submits from "https://elsewhere.example"
    Then the answer is 403 forbidden
    And nothing was created

  @I01 @REQ-IL-001 @odoo @stub_only
  Scenario: A form can't spend a user's quota
    When demo submits a form
    Then the answer is 415 unsupported_media_type
    And nothing was created

  @I01 @REQ-IL-001 @odoo @stub_only
  Scenario: A body of ten megabytes is refused before it is read
    When demo submits a prompt of 10000000 characters
    Then the answer is 413 too_large
    And nothing was created

  @I01 @REQ-IL-005 @odoo @stub_only
  Scenario: The same key and body are answered once more with the first answer
    When demo submits twice with the same idempotency key
    Then both answers are the same
    And one request was created

  @I01 @REQ-IL-005 @odoo @stub_only
  Scenario: The same key with another body is refused
    When demo submits another body with the same idempotency key
    Then the answer is 422 idempotency_mismatch
    And one request was created

Feature: I06 The AI service gives images, a link, or a refusal

  @I06 @REQ-AIGS-006 @ai @n8n @stub_only
  Scenario: A blocked prompt ends as blocked
    Given the sandbox runs
    When demo asks for "an explicit murder scene with gore"
    Then the request fails as blocked
    And every law holds

  @I06 @REQ-AIGS-006 @ai @n8n @stub_only
  Scenario: A size that the model does not paint ends as rejected
    Given the sandbox runs
    When demo asks for "a lighthouse" in 1000x24
    Then the request fails as provider_rejected
    And 0 images of the quota are used and 0 are reserved

  @I06 @REQ-IL-003 @ai @n8n @stub_only
  Scenario Outline: An answer that is none ends as a provider's error
    Given the sandbox runs
    And the AI service's answer is <nonsense>
    When demo asks for "a lighthouse"
    Then the request fails as provider_error
    And 0 images of the quota are used and 0 are reserved

    Examples:
      | nonsense           |
      | an HTML page       |
      | malformed JSON     |
      | no images          |
      | too few images     |
      | an empty body      |

  @I06 @REQ-AIGS-006 @ai @n8n @odoo @stub_only
  Scenario: Data that is no picture ends as an invalid image
    Given the sandbox runs
    And the AI service's answer is data that is no picture
    When demo asks for "a lighthouse"
    Then the request fails as invalid_image
    And 0 images of the quota are used and 0 are reserved

  @I06 @REQ-AIGS-006 @ai @n8n @odoo @stub_only
  Scenario: Images larger than Odoo takes end as too large
    Given a callback of at most 2000 bytes
    And the sandbox runs
    When demo asks for "a lighthouse"
    Then the request fails as too_large

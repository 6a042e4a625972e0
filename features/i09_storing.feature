Feature: I09 The image is downloaded when it is a link, and stored

  @I09 @REQ-AIGS-008 @odoo @storage @stub_only
  Scenario: What is stored is what the AI service sent, byte for byte
    Given the sandbox runs
    When demo asks for "a lighthouse"
    And the request ends
    And the portal shows the images
    Then the request is completed
    And the stored bytes are those that the AI service sent

  @I09 @REQ-IL-010 @odoo @storage @stub_only
  Scenario: Storage that is down is waited for
    Given the sandbox runs
    And storage is down
    When demo asks for "a lighthouse"
    And storing has been tried in vain
    And storage is up again
    And 60 seconds go by
    Then the request is completed
    And every law holds

  @I09 @REQ-IL-010 @odoo @storage @stub_only
  Scenario: Storage that stays down ends the request and gives the quota back
    Given the sandbox runs
    And storage is down
    When demo asks for "a lighthouse"
    And storing has been tried in vain
    And time goes by until storing is given up
    Then the request fails as storage_failed
    And 0 images of the quota are used and 0 are reserved

  @I09 @REQ-IL-010 @odoo @storage @stub_only
  Scenario: What a failed request had stored already is removed
    Given the sandbox runs
    And storage refuses the second image
    When demo asks for 2 images of "a lighthouse"
    Then the request fails as storage_failed
    And nothing is left in storage
    And every law holds

  @I09 @REQ-IL-010 @odoo @ai @stub_only
  Scenario: A link that has expired ends the request
    Given the AI service answers with links
    And links live for 30 seconds
    And the sandbox runs
    And the callback fails with 503 once and is asked to wait 45 seconds
    When demo asks for "a lighthouse"
    And the callback has been tried in vain
    And 60 seconds go by
    Then the request fails as storage_failed
    And 0 images of the quota are used and 0 are reserved

  @I09 @REQ-IL-010 @odoo @ai @stub_only
  Scenario Outline: A link that leads to no good ends the request
    Given the AI service answers with links
    And the sandbox runs
    And the link gives <what>
    When demo asks for "a lighthouse"
    Then the request fails as <code>
    And 0 images of the quota are used and 0 are reserved
    And every law holds

    Examples:
      | what                     | code           |
      | a page named as picture  | invalid_image  |
      | half a picture           | invalid_image  |
      | nothing                  | invalid_image  |
      | a redirect to loopback   | storage_failed |
      | 410                      | storage_failed |

  @I09 @REQ-IL-010 @odoo @ai @stub_only
  Scenario: A link to more than Odoo takes ends the request
    Given the AI service answers with links
    And images of at most 1000 bytes
    And the sandbox runs
    When demo asks for "a lighthouse"
    Then the request fails as too_large

  @I09 @REQ-IL-010 @odoo @ai @stub_only
  Scenario: A link that fails for a moment is tried again
    Given the AI service answers with links
    And the sandbox runs
    And the link gives 503
    When demo asks for "a lighthouse"
    And storing has been tried in vain
    And 60 seconds go by
    Then the request is completed

  @I09 @REQ-IL-010 @odoo @stub_only
  Scenario: A picture whose hash is not the announced one ends the request
    Given the AI service never answers
    And demo has asked for "a lighthouse"
    When n8n calls back with a link whose hash is wrong
    Then the request fails as invalid_image

  @I09 @REQ-IL-010 @odoo @stub_only
  Scenario Outline: A link to a forbidden place is never followed
    Given the AI service never answers
    And demo has asked for "a lighthouse"
    When n8n calls back with a link to <url>
    Then the request fails as storage_failed
    And nothing was fetched

    Examples:
      | url                                        |
      | http://127.0.0.1:1/picture.png             |
      | https://127.0.0.1/picture.png              |
      | https://localhost/picture.png              |
      | https://169.254.169.254/latest/meta-data   |
      | https://[::1]/picture.png                  |
      | https://elsewhere.example/picture.png      |
      | https://user@elsewhere.example/picture.png |

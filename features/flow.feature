Feature: The whole flow
  A prompt goes in at the portal, all eleven interactions happen, and the portal shows what the AI service painted.

  @I01 @I11 @REQ-AIGS-001 @REQ-AIGS-008 @odoo @n8n @ai @storage @stub_only @required
  Scenario: A prompt becomes a picture
    Given the sandbox runs
    When demo asks for "a red fox at dawn"
    And the request ends
    And the portal shows the images
    Then the request is completed
    And the portal has shown 1 images as they were stored
    And all eleven interactions are in the journal in causal order
    And 1 images of the quota are used and 0 are reserved
    And every law holds

  @I09 @REQ-AIGS-008 @REQ-IL-010 @odoo @ai @stub_only
  Scenario: A picture that comes as a link is fetched and stored
    Given the AI service answers with links
    And the sandbox runs
    When demo asks for "a red fox at dawn"
    And the request ends
    And the portal shows the images
    Then the request is completed
    And the portal has shown 1 images as they were stored
    And every law holds

  @I05 @REQ-AIGS-006 @odoo @n8n @ai @stub_only
  Scenario: Four pictures of one prompt
    Given the sandbox runs
    When demo asks for 4 images of "a lighthouse in a storm"
    And the request ends
    And the portal shows the images
    Then the request is completed
    And the portal has shown 4 images as they were stored
    And 4 images of the quota are used and 0 are reserved
    And every law holds

Feature: Quota
  A user's quota counts images: reserved at submit, used when completed, given back when failed.

  @I02 @REQ-AIGS-005 @odoo @stub_only
  Scenario: A quota that is used up refuses, and says when it begins anew
    Given a monthly quota of 2 images
    And the sandbox runs
    When demo asks for 2 images of "a lighthouse"
    And demo asks for "one more"
    Then the answer is 429 quota_exceeded
    And the answer tells what is left and when it begins anew

  @I02 @REQ-AIGS-005 @odoo @stub_only
  Scenario: A request for more than is left takes nothing
    Given a monthly quota of 3 images
    And the sandbox runs
    When demo asks for 4 images of "a lighthouse"
    Then the answer is 429 quota_exceeded
    And 0 images of the quota are used and 0 are reserved

  @I02 @REQ-AIGS-005 @odoo @stub_only
  Scenario: Twenty submits at once against a quota of five
    Given a monthly quota of 5 images
    And the sandbox runs
    When demo submits 20 prompts at once
    Then 5 answers are 201
    And 15 answers are 429
    And every law holds once all requests have ended

  @I10 @REQ-AIGS-005 @odoo @ai @stub_only
  Scenario: A blocked prompt gives its quota back
    Given the sandbox runs
    When demo asks for "an explicit murder scene with gore"
    Then the request fails as blocked
    And 0 images of the quota are used and 0 are reserved

  @I02 @REQ-AIGS-005 @odoo @stub_only
  Scenario: A new month brings a new quota
    Given a monthly quota of 1 images
    And the sandbox runs
    When demo asks for "a lighthouse"
    And the request ends
    And a month goes by
    And demo asks for "another lighthouse"
    Then the request is accepted

Feature: What the flow needs of Odoo, looked at without leaving anything there

  @I01 @REQ-AIGS-005 @odoo @served @stub_only @required @reads
  Scenario: A user is told the quota
    When demo asks for the quota
    Then the answer is 200
    And the quota adds up

  @I01 @REQ-IL-001 @odoo @served @stub_only @reads
  Scenario: A user is told of all requests
    When demo asks for all requests
    Then the answer is 200

  @I01 @REQ-IL-001 @odoo @served @stub_only @required @reads
  Scenario: Who has no key is not told the quota
    When a stranger asks for the quota
    Then the answer is 401 unauthenticated

  @I11 @REQ-AIGS-008 @odoo @served @stub_only @reads
  Scenario: A request that nobody made is not there
    When demo asks for a request that nobody made
    Then the answer is 404 not_found

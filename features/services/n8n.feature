Feature: What the flow needs of n8n, looked at without leaving anything there

  @I04 @REQ-IL-002 @n8n @served @stub_only @required @reads
  Scenario: A production webhook waits for requests
    When n8n is asked whether the webhook is there
    Then it is

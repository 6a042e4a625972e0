Feature: What befalls the wires, and what comes of it

  Background:
    Given the sandbox runs

  @I05 @I07 @REQ-IL-003 @n8n @ai @stub_only
  Scenario Outline: A delay that nobody gives up on changes nothing
    Given the first <what> is delayed by <seconds>
    When demo asks for "a lighthouse"
    And the <what> has set out
    And 10 seconds go by
    Then the request is completed
    And <interaction> was sent once
    And every law holds

    Examples:
      | what               | seconds        | interaction |
      | generation request | 10 seconds     | I05         |
      | generation request | 1 to 5 seconds | I05         |
      | callback           | 10 seconds     | I07         |

  @I04 @I07 @I09 @REQ-IL-001 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario Outline: What was never sent is sent again
    Given the first <what> is refused its connection
    When demo asks for "a lighthouse"
    And the <what> has been tried in vain
    And 60 seconds go by
    Then the request is completed
    And <interaction> was sent twice
    And every law holds

    Examples:
      | what     | interaction |
      | dispatch | I04         |
      | callback | I07         |
      | storing  | I09         |

  @I04 @I07 @REQ-IL-001 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario Outline: A connection that breaks leaves the effect unknown, so it is sent again and has it once
    Given the first <what> finds its connection reset <point>
    When demo asks for "a lighthouse"
    And the <what> has been tried in vain
    And 60 seconds go by
    Then the request is completed
    And I08 was noted once
    And every law holds

    Examples:
      | what     | point                          |
      | dispatch | before it is heard             |
      | dispatch | in the middle of the answer    |
      | callback | before it is heard             |
      | callback | in the middle of the answer    |

  @I09 @REQ-AIGS-008 @REQ-IL-010 @odoo @storage @stub_only
  Scenario: A connection that is reset after an answer is met by the next to use it
    Given the first storing finds its connection reset after the answer
    When demo asks for 2 images of "a lighthouse"
    And storing has been tried in vain
    And 60 seconds go by
    Then the request is completed
    And every law holds

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario Outline: Whoever gets no answer gives up in time and sends again
    Given <silence>
    When demo asks for "a lighthouse"
    And the callback has set out
    And 16 seconds go by
    And the callback has been tried in vain
    And 60 seconds go by
    Then the request is completed
    And I08 was noted once
    And every law holds

    Examples:
      | silence                                     |
      | the first callback is never answered        |
      | the answer to the first callback is dropped |

  @I06 @REQ-IL-003 @n8n @ai @stub_only
  Scenario Outline: An answer of the AI service that says nothing is reported, and never paid twice
    Given the answer to the first generation request is <spoilt>
    When demo asks for "a lighthouse"
    Then the request fails as provider_error
    And the AI service was asked once
    And every law holds

    Examples:
      | spoilt                      |
      | cut in half                 |
      | replaced by malformed JSON  |
      | replaced by truncated JSON  |
      | replaced by an empty body   |

  @I05 @REQ-IL-003 @n8n @ai @stub_only
  Scenario Outline: A busy AI service is asked again, however it says for how long
    Given the first generation request is answered <answer> in place of the AI service
    When demo asks for "a lighthouse"
    And the AI service is tried again as often as needed
    Then the request is completed
    And I05 was sent twice

    Examples:
      | answer                                  |
      | 429                                     |
      | 429 with retry-after 7                  |
      | 429 with retry-after in 7 seconds       |
      | 429 with retry-after soon               |
      | with an HTML page                       |

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario: The second callback is answered 503 in place of Odoo
    Given the second callback is answered 503 in place of Odoo
    When demo submits 2 prompts at once
    And the second callback has been tried in vain
    And 60 seconds go by
    Then every law holds once all requests have ended
    And all requests are completed

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario: A callback that comes twice has its effect once
    Given the first callback is sent twice
    When demo asks for "a lighthouse"
    And the second sending has been answered
    Then the request is completed
    And I07 was sent twice with the same id
    And I08 was noted once
    And every law holds

  @I04 @REQ-IL-001 @odoo @n8n @stub_only
  Scenario: A dispatch that comes twice, the second one later, is one generation
    Given the first dispatch is sent again 30 seconds later
    When demo asks for "a lighthouse"
    And the request ends
    And 31 seconds go by
    And the second sending has been answered
    Then I04 was sent twice with the same id
    And the AI service was asked once
    And every law holds

  @I05 @REQ-IL-003 @n8n @ai @stub_only
  Scenario: A generation that is asked for twice is paid twice, and the law says so
    Given the first generation request is sent twice
    When demo asks for "a lighthouse"
    And the second sending has been answered
    Then the request is completed
    And the law one_generation is broken

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario: Callbacks that overtake each other reach the right requests
    Given the first callback is held back until the next has passed
    When demo submits 2 prompts at once
    Then every law holds once all requests have ended
    And all requests are completed
    And the callback that set out first was passed on last

  @I07 @REQ-IL-004 @odoo @n8n @stub_only
  Scenario Outline: A message that was changed on its way is refused
    Given a byte of the first <what> is changed
    When demo asks for "a lighthouse"
    And the <what> has been refused
    And 901 seconds go by
    Then the request fails as <failure>
    And every law holds

    Examples:
      | what     | failure         |
      | dispatch | dispatch_failed |
      | callback | timed_out       |
      | storing  | storage_failed  |

  @I04 @REQ-IL-002 @odoo @n8n @stub_only
  Scenario Outline: A dispatch that is not proved starts no generation
    Given the first dispatch bears <flaw>
    When demo asks for "a lighthouse"
    Then the request fails as dispatch_failed
    And the AI service was asked 0 times
    And every law holds

    Examples:
      | flaw              |
      | a wrong signature |
      | an old signature  |
      | no signature      |

  @I04 @I07 @REQ-IL-005 @odoo @n8n @stub_only
  Scenario: What n8n was at when it died is lost, and the deadline ends it
    Given the first dispatch kills n8n for 30 seconds before it answers
    When demo asks for "a lighthouse"
    And the dispatch has been tried in vain
    And 31 seconds go by
    And n8n has come back
    And 901 seconds go by
    Then the request fails as timed_out
    And every law holds

  @I04 @I07 @I09 @REQ-IL-005 @odoo @n8n @storage @stub_only
  Scenario Outline: A system that dies and comes back has lost nothing
    Given the first <what> kills <system> for 30 seconds <point>
    When demo asks for "a lighthouse"
    And the <what> has been tried in vain
    And 31 seconds go by
    And <system> has come back
    And 60 seconds go by
    Then the request is completed
    And every law holds

    Examples:
      | what     | system  | point                    |
      | dispatch | n8n     | before it is heard       |
      | callback | odoo    | before it is heard       |
      | callback | odoo    | before it answers        |
      | storing  | storage | before it is heard       |
      | storing  | storage | before it answers        |

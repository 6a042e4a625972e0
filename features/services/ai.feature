Feature: What the flow needs of the AI service
  Pictures of what was asked for, or a refusal that tells whether to try again and whether it was charged.

  Background:
    Given the AI service is spoken to as the workflow does

  @I05 @REQ-IL-003 @ai @served @stub_only @reads
  Scenario: The service answers, and takes the key
    When the service is asked whether it is there
    Then it says so

  @I05 @I06 @REQ-AIGS-006 @ai @served @stub_only @required
  Scenario: One picture is painted as it was asked for
    When 1 picture of "a lighthouse at dusk" is asked for
    Then 1 pictures came
    And each is a picture of the size that was asked for

  @I05 @I06 @REQ-AIGS-006 @ai @served @stub_only
  Scenario: Two pictures of one prompt are two
    When 2 pictures of "a lighthouse at dusk" are asked for
    Then 2 pictures came
    And each is a picture of the size that was asked for

  @I06 @REQ-IL-003 @ai @served @stub_only
  Scenario: A wrong API key is refused and costs nothing
    When a picture is asked for with a wrong API key
    Then the service refuses it as auth
    And nothing was charged

  @I06 @REQ-IL-003 @ai @served @stub_only
  Scenario: A model that does not exist is refused and costs nothing
    When a picture is asked for from a model that does not exist
    Then the service refuses it as invalid or not_found
    And nothing was charged

  @I06 @REQ-AIGS-006 @ai @served @stub_only
  Scenario: A size that is not painted is refused and costs nothing
    When a picture of 7x7 pixels is asked for
    Then the service refuses it as invalid
    And nothing was charged

  @I06 @REQ-AIGS-006 @ai @served @stub_only
  Scenario: An empty prompt is refused and costs nothing
    When 1 picture of "" is asked for
    Then the service refuses it as invalid or blocked
    And nothing was charged

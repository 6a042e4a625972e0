Feature: What the flow needs of file storage
  Odoo puts each image once, under a key that nobody else uses, and reads it back whenever the portal shows it.

  Background:
    Given storage is spoken to as Odoo does

  @I09 @REQ-AIGS-008 @storage @served @stub_only @required
  Scenario: An object is given back as it was put
    When a picture is put
    Then storage took it
    And it is given back byte for byte
    And it bears the media type "image/png"
    And it bears its request and its hash

  @I09 @REQ-AIGS-008 @storage @served @stub_only
  Scenario: A picture of eight megabytes is kept whole
    When 8388608 bytes are put
    Then storage took it
    And it is given back byte for byte

  @I09 @REQ-IL-010 @storage @served @stub_only
  Scenario: What is put again in place of itself stays what it is
    When a picture is put
    And the same picture is put again
    Then storage took it
    And it is given back byte for byte

  @I09 @REQ-IL-010 @storage @served @stub_only
  Scenario: What is there is not overwritten when it is asked not to be
    When a picture is put
    And another picture is put under its key unless there is one
    Then storage refuses it with 412
    And the first picture is still there

  @I09 @REQ-IL-010 @storage @served @stub_only
  Scenario: A picture that was damaged on its way is refused
    When a picture is put with the checksum of another
    Then storage refuses it with 400
    And there is no such object

  @I09 @REQ-IL-010 @storage @served @stub_only @required
  Scenario: Who has no key is turned away
    When a stranger asks for a picture that is there
    Then storage refuses it with 403

  @I09 @REQ-IL-010 @storage @served @stub_only @required
  Scenario: A signature with another key is refused
    When a picture is put with a signature by another key
    Then storage refuses it with 403
    And there is no such object

  @I09 @REQ-IL-010 @storage @served @stub_only @reads
  Scenario: What is not there is told apart from what may not be had
    When a picture that was never put is asked for
    Then storage refuses it with 404

  @I09 @REQ-IL-010 @storage @served @stub_only @required
  Scenario: What was removed is gone, and removing it again is no fault
    When a picture is put
    And it is removed
    And it is removed again
    Then storage took it
    And there is no such object

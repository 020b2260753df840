DROP TABLE shift_invitations;

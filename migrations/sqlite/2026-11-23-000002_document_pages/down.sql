DROP TABLE document_pages;

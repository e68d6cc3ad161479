"""Pure: what is wrong between the numbers of stories, what they show, and how long they take to say."""

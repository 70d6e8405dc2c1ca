/** What an application embeds: ask before a risky operation, report how it went. Needs only the JDK's HttpClient and Jackson. */
@NullMarked
package io.forewarn.client;

import org.jspecify.annotations.NullMarked;

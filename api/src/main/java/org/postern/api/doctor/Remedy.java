// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import org.postern.api.gateway.Advice;

/**
 * The next step as data, where a program can offer it: a user interface turns it into the name of a
 * command or of a button.
 *
 * @param advice what to do
 * @param value with what: a URL or address for {@link Advice#NAME_GATEWAY}, milliseconds for {@link
 *     Advice#LONGER_SEARCH}, a name for {@link Advice#OTHER_INTERFACE}, a port for {@link
 *     Advice#OTHER_INTERNAL_PORT}, TCP or UDP for {@link Advice#OTHER_PROTOCOL}; empty for others
 */
public record Remedy(Advice advice, String value) {}

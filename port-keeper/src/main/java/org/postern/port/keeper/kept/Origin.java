// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.kept;

/**
 * Who requested a port, for people: {@code configuration NAME}, {@code bundle NAME} or
 * {@code program}. A lasting port stays open until its lease ends when the process ends.
 */
public record Origin(String text, boolean lasting) {}

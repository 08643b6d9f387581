// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

/**
 * Who wants a port open.
 *
 * @param text for people: {@code configuration NAME}, {@code bundle NAME}, {@code program}
 * @param lasting whether the port stays on its lease when the process ends
 */
public record Origin(String text, boolean lasting) {}

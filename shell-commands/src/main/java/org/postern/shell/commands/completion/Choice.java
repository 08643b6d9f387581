// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.completion;

/**
 * A word that may come next.
 *
 * @param description empty where the word says it all
 */
public record Choice(String word, String description) {
    static Choice of(String word) {
        return new Choice(word, "");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Guesses what a misspelled word was meant to be. */
public final class Suggestion {
    /** One mistake in so many letters, or two in twice as many. */
    private static final int LETTERS_PER_MISTAKE = 3;

    private static final int SHORTEST_BEGINNING = 2;

    private Suggestion() {}

    /** The question to add to a message, with a leading space; empty where nothing is similar. */
    public static String question(String word, Stream<String> known) {
        return nearest(word, known).map(each -> " Did you mean '" + each + "'?").orElse("");
    }

    private static Optional<String> nearest(String word, Stream<String> known) {
        return known.filter(each -> isNear(word, each))
                .min(Comparator.comparingInt(each -> distance(word, each)));
    }

    private static boolean isNear(String word, String known) {
        String letters = letters(word);
        int mistakes = Math.max(1, letters.length() / LETTERS_PER_MISTAKE);
        return distance(letters, letters(known)) <= mistakes && letters.length() > 1
                || letters.length() >= SHORTEST_BEGINNING && letters(known).startsWith(letters);
    }

    private static String letters(String word) {
        return word.replaceFirst("^-+", "");
    }

    /** Letters added, left out, replaced, or swapped with the next one. */
    private static int distance(String from, String to) {
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                distances[row][column] = distance(distances, from, to, row, column);
            }
        }
        return distances[from.length()][to.length()];
    }

    private static int distance(int[][] distances, String from, String to, int row, int column) {
        if (row == 0 || column == 0) {
            return row + column;
        }
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int least =
                Math.min(
                        distances[row - 1][column - 1] + replaced,
                        Math.min(distances[row - 1][column], distances[row][column - 1]) + 1);
        boolean swapped =
                row > 1
                        && column > 1
                        && from.charAt(row - 1) == to.charAt(column - 2)
                        && from.charAt(row - 2) == to.charAt(column - 1);
        return swapped ? Math.min(least, distances[row - 2][column - 2] + 1) : least;
    }
}

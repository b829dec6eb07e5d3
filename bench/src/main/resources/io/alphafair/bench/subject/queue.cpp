/*
 * A budget path as it is usually computed: one group, at most one item per person. Each person's items become the steps of the
 * upper hull of their points (cost, benefit). A queue holds the next step of each person by its ratio. The best one is bought
 * until the money is spent.
 *
 * Written from the description in E. Sverdrup, H. Wu, S. Athey, S. Wager, "Qini curves for multi-armed treatment rules"
 * (2023). It records what their program records: money and benefit so far, the person and the item of each step.
 */
#include <algorithm>
#include <cstdint>
#include <functional>
#include <new>
#include <queue>
#include <utility>
#include <vector>

namespace {

/* The next step of a person, small because the queue's speed is that of the caches. */
struct next_step {
    double ratio;
    int32_t person;
    int32_t place;

    /* The queue's top is the largest; of equal ones the person who comes first. */
    bool operator<(const next_step &other) const {
        return ratio < other.ratio || (ratio == other.ratio && person > other.person);
    }
};

struct budget_path {
    std::vector<double> spent;
    std::vector<double> worth;
    std::vector<int32_t> person;
    std::vector<int32_t> item;
};

/* The hulls of all people: the kept items of person i are at kept[first[i]] .. kept[first[i + 1] - 1]. */
struct hulls {
    std::vector<int64_t> first;
    std::vector<int32_t> kept;
};

double slope(const double *benefit, const double *cost, int32_t from, int32_t to) {
    return from < 0 ? benefit[to] / cost[to] : (benefit[to] - benefit[from]) / (cost[to] - cost[from]);
}

hulls find_hulls(const double *benefit, const double *cost, int32_t people, int32_t items) {
    hulls all;
    all.first.reserve(static_cast<size_t>(people) + 1);
    all.first.push_back(0);
    all.kept.reserve(static_cast<size_t>(people) * 2);
    std::vector<int32_t> order(items);
    for (int32_t i = 0; i < people; i++) {
        const double *b = benefit + static_cast<int64_t>(i) * items;
        const double *c = cost + static_cast<int64_t>(i) * items;
        for (int32_t item = 0; item < items; item++) {
            order[item] = item;
        }
        std::sort(order.begin(), order.end(), [b, c](int32_t one, int32_t other) {
            return c[one] < c[other] || (c[one] == c[other] && b[one] > b[other]);
        });
        const int64_t start = static_cast<int64_t>(all.kept.size());
        for (int32_t item : order) {
            if (b[item] <= (static_cast<int64_t>(all.kept.size()) > start ? b[all.kept.back()] : 0)) {
                continue;
            }
            while (static_cast<int64_t>(all.kept.size()) > start) {
                const int64_t count = static_cast<int64_t>(all.kept.size()) - start;
                const int32_t last = all.kept.back();
                const int32_t before = count > 1 ? all.kept[all.kept.size() - 2] : -1;
                if (slope(b, c, before, last) > slope(b, c, last, item)) {
                    break;
                }
                all.kept.pop_back();
            }
            all.kept.push_back(item);
        }
        all.first.push_back(static_cast<int64_t>(all.kept.size()));
    }
    return all;
}

void buy(const hulls &all, const double *benefit, const double *cost, int32_t people, int32_t items, double budget,
         budget_path &path) {
    std::vector<next_step> start;
    start.reserve(people);
    for (int32_t i = 0; i < people; i++) {
        if (all.first[i] < all.first[i + 1]) {
            const int64_t row = static_cast<int64_t>(i) * items;
            start.push_back({slope(benefit + row, cost + row, -1, all.kept[all.first[i]]), i, 0});
        }
    }
    std::priority_queue<next_step> queue(std::less<next_step>(), std::move(start));
    path.spent.reserve(all.kept.size());
    path.worth.reserve(all.kept.size());
    path.person.reserve(all.kept.size());
    path.item.reserve(all.kept.size());
    double spent = 0;
    double worth = 0;
    while (!queue.empty() && spent < budget) {
        const next_step step = queue.top();
        queue.pop();
        const double *b = benefit + static_cast<int64_t>(step.person) * items;
        const double *c = cost + static_cast<int64_t>(step.person) * items;
        const int64_t at = all.first[step.person] + step.place;
        const int32_t to = all.kept[at];
        const int32_t from = step.place > 0 ? all.kept[at - 1] : -1;
        const double price = from < 0 ? c[to] : c[to] - c[from];
        const double gain = from < 0 ? b[to] : b[to] - b[from];
        const double part = std::min(1.0, (budget - spent) / price);
        spent += part * price;
        worth += part * gain;
        path.spent.push_back(spent);
        path.worth.push_back(worth);
        path.person.push_back(step.person);
        path.item.push_back(to);
        if (part < 1) {
            break;
        }
        if (at + 1 < all.first[step.person + 1]) {
            queue.push({slope(b, c, to, all.kept[at + 1]), step.person, step.place + 1});
        }
    }
}

}

extern "C" {

/* The path up to a budget, which may be infinite; NULL if there is not enough memory. */
void *queue_path(const double *benefit, const double *cost, int32_t people, int32_t items, double budget) {
    try {
        const hulls all = find_hulls(benefit, cost, people, items);
        budget_path *path = new budget_path();
        try {
            buy(all, benefit, cost, people, items, budget, *path);
        } catch (const std::bad_alloc &) {
            delete path;
            throw;
        }
        return path;
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

/* The benefit of all people at a budget on the path: between two steps it grows evenly. */
double queue_worth(const void *of, double budget) {
    const budget_path &path = *static_cast<const budget_path *>(of);
    const size_t at = std::lower_bound(path.spent.begin(), path.spent.end(), budget) - path.spent.begin();
    if (at == path.spent.size()) {
        return path.worth.empty() ? 0 : path.worth.back();
    }
    const double spent = at > 0 ? path.spent[at - 1] : 0;
    const double worth = at > 0 ? path.worth[at - 1] : 0;
    return worth + (budget - spent) / (path.spent[at] - spent) * (path.worth[at] - worth);
}

void queue_free(void *path) {
    delete static_cast<budget_path *>(path);
}

}

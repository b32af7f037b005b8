"""A couple may be a trial: one person with a pretend partner. Every couple there is, is a pair."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("couples", "0002_shapes_and_keeping")]

    operations = [
        migrations.AddField(
            "couple",
            "kind",
            models.CharField(choices=[("pair", "Pair"), ("trial", "Trial")], default="pair", max_length=5),
        ),
    ]
